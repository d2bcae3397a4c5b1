/**
 * The organisations that are known here, by ODS code. Each is a team as a whole, without an event
 * (`wholeTeamIdOf`). Codes that nobody has checked against the ODS are marked so; those that begin
 * with X are made up, for the demonstration.
 */
import { wholeTeamIdOf } from '../../events/ids';
import type { TeamId } from '../../events/ids';
import type { TeamCommandOf } from '../../events/team/commands';

export type OrganisationKind = TeamCommandOf<'FormTeam'>['kind'];

export interface Organisation {
  /** ODS code. */
  readonly ods: string;
  readonly name: string;
  readonly kind: OrganisationKind;
  /** False: code and name were not checked against the ODS. */
  readonly isVerified: boolean;
  readonly isMadeUp: boolean;
}

const real = (
  ods: string,
  name: string,
  kind: OrganisationKind,
  isVerified: boolean,
): Organisation => ({ ods, name, kind, isVerified, isMadeUp: false });

const madeUp = (ods: string, name: string, kind: OrganisationKind): Organisation => ({
  ods,
  name: `${name} (made up)`,
  kind,
  isVerified: true,
  isMadeUp: true,
});

export const organisations: readonly Organisation[] = [
  real('RXC', 'East Sussex Healthcare NHS Trust', 'HOSPITAL', true),
  real('G81086', 'Bird-in-Eye Surgery, Uckfield', 'PRACTICE', true),
  real('RX2', 'Sussex Partnership NHS Foundation Trust', 'MENTAL_HEALTH', false),
  real('RYD', 'South East Coast Ambulance Service', 'URGENT_CARE', false),
  real('RDR', 'Sussex Community NHS Foundation Trust', 'COMMUNITY', false),
  real('NNJ', 'Integrated Care 24', 'URGENT_CARE', false),
  madeUp('X1HSP', 'Seven Sisters Hospice', 'HOSPICE'),
  madeUp('X2GPP', 'Meads Surgery', 'PRACTICE'),
  madeUp('X3COM', 'Cuckmere Community Nursing', 'COMMUNITY'),
  madeUp('X4AMB', 'Downs Ambulance Service', 'URGENT_CARE'),
  madeUp('X5111', 'NHS 111 Sussex', 'URGENT_CARE'),
  madeUp('X6SOC', 'County Adult Social Care', 'SOCIAL_CARE'),
];

const byOds = new Map(organisations.map((one) => [one.ods, one]));
const byTeamId = new Map<string, Organisation>(
  organisations.map((one) => [wholeTeamIdOf(one.ods), one]),
);

export const organisationOf = (ods: string): Organisation | undefined => byOds.get(ods);

/** The organisation that this team is the whole of; undefined for any other team. */
export const organisationOfTeam = (teamId: string): Organisation | undefined =>
  byTeamId.get(teamId);

/** As `organisations` of the graph lists them. */
export const organisationsShown = (): (Organisation & { readonly wholeTeamId: TeamId })[] =>
  organisations.map((one) => ({ ...one, wholeTeamId: wholeTeamIdOf(one.ods) }));
