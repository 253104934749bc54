/* Reads a file with libical as often as is asked for: `read TIMES < file`. Prints the CPU seconds of one time.
 * libical leaves dates as they are until they are asked for; they are not.
 */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

int main(int count, char **arguments) {
    if (count != 2) return 2;
    size_t size = 1 << 24, length;
    char *text = malloc(size);
    length = fread(text, 1, size - 1, stdin);
    text[length] = 0;
    double best = 1e9;
    for (int n = atoi(arguments[1]); n > 0; n--) {
        clock_t before = clock();
        icalcomponent *calendar = icalparser_parse_string(text);
        double taken = (double)(clock() - before) / CLOCKS_PER_SEC;
        if (!calendar) return 1;
        icalcomponent_free(calendar);
        if (taken < best) best = taken;
    }
    printf("%f\n", best);
    return 0;
}
