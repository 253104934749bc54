/* Writes the feed on standard input with libical, which has parsed it: prints octets and nanoseconds of CPU. */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

int main(void)
{
    size_t size = 1 << 24, length = 0;
    char *text = malloc(size);
    for (size_t got; (got = fread(text + length, 1, size - length - 1, stdin)) > 0;) {
        length += got;
        if (length + 1 == size) text = realloc(text, size *= 2);
    }
    text[length] = 0;
    icalcomponent *calendar = icalparser_parse_string(text);
    for (int round = 0; round < 5; round++) {
        struct timespec a, b;
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
        char *written = icalcomponent_as_ical_string_r(calendar);
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &b);
        printf("%zu %lld\n", strlen(written), (b.tv_sec - a.tv_sec) * 1000000000LL + (b.tv_nsec - a.tv_nsec));
        free(written);
    }
    return 0;
}
