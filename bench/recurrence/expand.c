/* Expands "DTSTART<tab>RRULE<tab>FROM<tab>TO" lines with libical; prints how many starts, and nanoseconds of CPU.
   Exceptions and moves are left to the caller: this is the rule alone, which favours libical. */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MOST 20000

static char *field[MOST][4];

int main(void)
{
    static char line[4096];
    int n = 0;
    while (n < MOST && fgets(line, sizeof line, stdin)) {
        char *part = strtok(line, "\t\n");
        for (int i = 0; i < 4 && part; i++, part = strtok(NULL, "\t\n"))
            field[n][i] = strdup(part);
        n++;
    }
    for (int round = 0; round < 5; round++) {
        struct timespec a, b;
        long found = 0;
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
        for (int i = 0; i < n; i++) {
            struct icaltimetype first = icaltime_from_string(field[i][0]);
            struct icaltimetype from = icaltime_from_string(field[i][2]), to = icaltime_from_string(field[i][3]);
            struct icaltimetype next;
            icalrecur_iterator *it = icalrecur_iterator_new(icalrecurrencetype_from_string(field[i][1]), first);
            for (next = icalrecur_iterator_next(it); !icaltime_is_null_time(next); next = icalrecur_iterator_next(it)) {
                if (icaltime_compare(next, to) >= 0)
                    break;
                if (icaltime_compare(next, from) >= 0)
                    found++;
            }
            icalrecur_iterator_free(it);
        }
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &b);
        printf("%ld %lld\n", found, (b.tv_sec - a.tv_sec) * 1000000000LL + (b.tv_nsec - a.tv_nsec));
    }
    return 0;
}
