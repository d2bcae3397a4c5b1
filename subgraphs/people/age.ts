/** Whole years between a day of birth and another day; null unless both are known to the day. */
export const ageOn = (dateOfBirth: string, day: string): number | null => {
  if (dateOfBirth.length !== 10 || day.length !== 10) return null;
  const years = Number(day.slice(0, 4)) - Number(dateOfBirth.slice(0, 4));
  return day.slice(5) < dateOfBirth.slice(5) ? years - 1 : years;
};
