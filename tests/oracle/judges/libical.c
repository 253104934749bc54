/* Expands a feed with libical: `libical FROM TO < feed`, both in seconds since 1970.
 * Prints a line for each occurrence: start, end, status and title, with tabs between. Times are seconds
 * since 1970, or a date for whole days. libical does not put overrides in their place; that is done here,
 * by the instant of the RECURRENCE-ID.
 */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct replaced {
    const char *uid;
    time_t start;
    struct replaced *next;
};

static struct replaced *all_replaced;

static icaltimezone *zone_of(struct icaltimetype time) {
    return time.zone ? (icaltimezone *)time.zone : icaltimezone_get_utc_timezone();
}

static time_t seconds(struct icaltimetype time) { return icaltime_as_timet_with_zone(time, zone_of(time)); }

static void print_time(time_t at, int whole_day) {
    if (whole_day) {
        struct icaltimetype day = icaltime_from_timet_with_zone(at, 0, icaltimezone_get_utc_timezone());
        printf("%04d-%02d-%02d\t", day.year, day.month, day.day);
    } else {
        printf("%lld\t", (long long)at);
    }
}

static void print_occurrence(icalcomponent *event, time_t start, time_t end) {
    int whole_day = icalcomponent_get_dtstart(event).is_date;
    print_time(start, whole_day);
    print_time(end, whole_day);
    printf("%s\t", icalproperty_enum_to_string(icalcomponent_get_status(event)));
    printf("%s\n", icalcomponent_get_summary(event));
}

static void each(icalcomponent *event, struct icaltime_span *span, void *unused) {
    (void)unused;
    const char *uid = icalcomponent_get_uid(event);
    for (struct replaced *other = all_replaced; other; other = other->next)
        if (other->start == span->start && strcmp(other->uid, uid) == 0) return;
    print_occurrence(event, span->start, span->end);
}

static char *read_all(void) {
    size_t size = 1 << 16, length = 0;
    char *text = malloc(size);
    for (size_t got; (got = fread(text + length, 1, size - length - 1, stdin)) > 0;) {
        length += got;
        if (length + 1 == size) text = realloc(text, size *= 2);
    }
    text[length] = 0;
    return text;
}

int main(int count, char **arguments) {
    if (count != 3) return 2;
    icaltimezone *utc = icaltimezone_get_utc_timezone();
    struct icaltimetype from = icaltime_from_timet_with_zone(atoll(arguments[1]), 0, utc);
    struct icaltimetype to = icaltime_from_timet_with_zone(atoll(arguments[2]), 0, utc);
    icalcomponent *calendar = icalparser_parse_string(read_all());
    if (!calendar) return 1;
    if (icalcomponent_count_errors(calendar)) return 3;
    icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
    for (; event; event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
        icalproperty *id = icalcomponent_get_first_property(event, ICAL_RECURRENCEID_PROPERTY);
        if (!id) continue;
        struct icaltimetype original = icalproperty_get_datetime_with_component(id, calendar);
        struct replaced *one = malloc(sizeof *one);
        *one = (struct replaced){icalcomponent_get_uid(event), seconds(original), all_replaced};
        all_replaced = one;
    }
    event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
    for (; event; event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
        if (icalcomponent_get_first_property(event, ICAL_RRULE_PROPERTY))
            icalcomponent_foreach_recurrence(event, from, to, each, NULL);
        else
            print_occurrence(event, seconds(icalcomponent_get_dtstart(event)),
                             seconds(icalcomponent_get_dtend(event)));
    }
    return 0;
}
