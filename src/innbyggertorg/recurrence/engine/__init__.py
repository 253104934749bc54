"""How a rule is expanded: whole numbers only, straight to the window that is asked for.

A *wall* is wall time as one number: the day's ordinal (`date.toordinal`) times 86,400 plus the second of the
day. `gregorian` knows the calendar in such numbers, `patterns` which days of one month or year a rule picks,
`pickers` walks from period to period, `plan` puts days and times of day together and knows where a rule
begins and ends, and `clock` leads from walls to instants. No datetime is made before it is returned.

Further words: the *window* is what is asked about, in the numbers of one zone; *lanes* are ranges of walls at
one distance, such as a lane for each weekday of a weekly rule; a *column* holds the datetimes of one time of
the week, week after week, for all series to share; the *stretch* is how far a rule is listed at a time; the
*cycle* is after how long a rule repeats. A series made ready is a `Timeline`, one module further out.
"""
