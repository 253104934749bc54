/* Expands a feed with KDE's KCalendarCore: `kcalendarcore FROM TO < feed`, both in seconds since 1970.
 * Prints a line for each occurrence: start, end, status and title, with tabs between. Times are seconds
 * since 1970, or a date for whole days.
 */
#include <KCalendarCore/ICalFormat>
#include <KCalendarCore/MemoryCalendar>
#include <KCalendarCore/OccurrenceIterator>
#include <QFile>
#include <QTextStream>
#include <QTimeZone>

using namespace KCalendarCore;

static QString said(const QDateTime &moment, bool allDay, int daysLater) {
    if (allDay) return moment.date().addDays(daysLater).toString(Qt::ISODate);
    return QString::number(moment.toSecsSinceEpoch());
}

int main(int count, char **arguments) {
    if (count != 3) return 2;
    QFile input;
    input.open(stdin, QIODevice::ReadOnly);
    MemoryCalendar::Ptr calendar(new MemoryCalendar(QTimeZone::utc()));
    ICalFormat format;
    if (!format.fromRawString(calendar, input.readAll())) return 1;
    QTextStream out(stdout);
    out.setCodec("UTF-8");
    OccurrenceIterator each(*calendar, QDateTime::fromSecsSinceEpoch(atoll(arguments[1]), Qt::UTC),
                            QDateTime::fromSecsSinceEpoch(atoll(arguments[2]), Qt::UTC));
    while (each.hasNext()) {
        each.next();
        const Incidence::Ptr incidence = each.incidence();
        const bool allDay = incidence->allDay();
        const bool cancelled = incidence->status() == Incidence::StatusCanceled;
        const bool tentative = incidence->status() == Incidence::StatusTentative;
        out << said(each.occurrenceStartDate(), allDay, 0) << '\t' << said(each.occurrenceEndDate(), allDay, 1)
            << '\t' << (cancelled ? "CANCELLED" : tentative ? "TENTATIVE" : "CONFIRMED") << '\t'
            << incidence->summary() << '\n';
    }
    return 0;
}
