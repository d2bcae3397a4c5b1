/** Whether a line answers at a moment: in hours is Monday to Friday, 08:00-18:30, Europe/London. */
import type { ContactContent } from '../../events/profile/content';

const londonClock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

const opensAt = '08:00';
const closesAt = '18:30';

export const isInHours = (moment: Date): boolean => {
  const parts = Object.fromEntries(
    londonClock.formatToParts(moment).map(({ type, value }) => [type, value]),
  );
  const time = `${parts['hour'] ?? ''}:${parts['minute'] ?? ''}`;
  const isWeekend = parts['weekday'] === 'Sat' || parts['weekday'] === 'Sun';
  return !isWeekend && time >= opensAt && time < closesAt;
};

export const answersAt = (availability: ContactContent['availability'], moment: Date): boolean => {
  switch (availability) {
    case 'ANY_HOUR':
      return true;
    case 'IN_HOURS':
      return isInHours(moment);
    case 'OUT_OF_HOURS':
      return !isInHours(moment);
  }
};
