/** `cuckmere audit forget YEAR`: a running server does it; without one the folder is opened. */
import { auditRetention } from '../events/audit-year/auditRetention';
import { utcMinute } from '../events/erasure/utcMinute';
import { askAdmin } from './adminSocket';
import { forgetAuditYear } from './forgetAuditYear';
import type { ForgetAnswer } from './forgetAuditYear';
import { openExistingHouse } from './openExistingHouse';

export interface AuditForgetOptions {
  /** Absolute path of the data folder. */
  readonly data: string;
  readonly year: string;
  readonly by: string | undefined;
  readonly isConfirmed: boolean;
  readonly say: (line: string) => void;
}

const count = (number: number): string => number.toLocaleString('en-GB');

/** Gives the exit code: 0 where it is forgotten, 1 where nothing was changed. */
export const auditForget = async (options: AuditForgetOptions): Promise<number> => {
  const { data, say, year, ...given } = options;
  const body = { year, by: given.by, isConfirmed: given.isConfirmed };
  let answer = await askAdmin<ForgetAnswer>({ data, command: '/audit/forget', body });
  if (answer === 'not running') {
    const { house, close } = await openExistingHouse(data);
    answer = await forgetAuditYear(house, body).finally(close);
  }
  switch (answer.kind) {
    case 'refused':
      say(`Refused: ${answer.message} (${answer.code})`);
      return 1;
    case 'asked':
      say(
        `This would destroy the audit key of ${year}: ${count(answer.records)} access records that name somebody, in the lists of ${count(answer.people)} people, could be read by nobody any more, and the refused searches and requests beside them. It cannot be undone.`,
      );
      say(
        `They were kept for ${String(auditRetention.afterYears)} years after ${year}. Keep them longer where a record that they speak of is kept longer, and while an inquiry or an inquest may ask for them.`,
      );
      say(`Nothing was changed. To do it: cuckmere audit forget ${year} --by NAME --confirm`);
      return 1;
    case 'forgotten':
      say(
        answer.isRepeat
          ? `${year} was forgotten on ${utcMinute(answer.forgottenAt)}; key and rows are gone.`
          : `Forgotten: the audit key of ${year} is destroyed and the rows are gone. The log is whole; those records open no more.`,
      );
      say(
        'Copies of the keys made before still hold this key. Make a new copy (cuckmere backup keys DIR), and destroy the older ones.',
      );
      return 0;
  }
};
