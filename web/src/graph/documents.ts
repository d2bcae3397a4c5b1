/**
 * The GraphQL documents of the pages. The live subscription selects the same fragment as the query,
 * so that one message replaces the whole view at once. `__typename` stands in every union: a member
 * that the page does not know must be seen to be unknown.
 */

import { identityAbsences, identityFragment } from './identityFragment';

const absences = `
  ... on NotRecorded { reading { ...Read } }
  ... on NotShared { message }
  ... on Withheld { message rule canOpenInEmergency }
  ... on Unavailable { message reference }`;

const sections = (parts: readonly string[]): string =>
  parts
    .map((part) => `${part.charAt(0).toLowerCase()}${part.slice(1)} { ...${part}Parts }`)
    .join(' ');

const statedSections = sections([
  'PreferredPlaceOfDeath',
  'PreferredPlaceOfCare',
  'FocusOfCare',
  'AnticipatoryMedicines',
]);

const sharedFragments = `${identityFragment}
fragment By on Author { name role organisationName }
fragment Paper on PaperForm { signatory signatoryRole formDate originalSeenOn }
fragment End on PlanEnd { reason detail endedOn recordedAt recordedBy { ...By } }

fragment ContactsParts on ContactsAnswer {
  __typename
  ... on Contacts {
    contacts {
      id name kind relationship organisation telephone availability purpose
      keyWorker isAttorney answersNow
    }
    revision reading { ...Read }
  }${absences}
}

fragment DecisionRecord on CprDecisionRecord {
  id decision { code display } forCpr reason decidedOn
  decidedBy { name role organisation }
  involved { involvement { code display } name relationship }
  capacity { finding detail }
  reviewOn reviewBy formKeptAt paper { ...Paper }
  recordedBy { ...By } recordedAt
  endorsement { endorsedBy { ...By } endorsedAt paper { ...Paper } }
}
fragment Question on CprQuestion { id concern saidBy askedBy { ...By } askedAt follows }

fragment CprDecisionParts on CprDecision {
  __typename
  ... on CprRecorded {
    decision { ...DecisionRecord } questions { ...Question } reviewOverdue
    planEnded { ...End } reading { ...Read }
  }
  ... on CprWithdrawn {
    withdrawnAt withdrawnBy { ...By } reason saidBy ended { ...DecisionRecord }
    questions { ...Question } planEnded { ...End } reading { ...Read }
  }
  ... on CprConflicting {
    decisions { ...DecisionRecord } questions { ...Question }
    planEnded { ...End } reading { ...Read }
  }${absences}
}

fragment PreferredPlaceOfDeathParts on PreferredPlaceOfDeathAnswer {
  __typename
  ... on PreferredPlaceOfDeath {
    first { place { code display } name } second { place { code display } name }
    saidBy saidOn stated { by at }
  }${absences}
}
fragment PreferredPlaceOfCareParts on PreferredPlaceOfCareAnswer {
  __typename
  ... on PreferredPlaceOfCare { first second saidBy saidOn stated { by at } }${absences}
}
fragment FocusOfCareParts on FocusOfCareAnswer {
  __typename
  ... on FocusOfCare {
    priority statement wouldWant wouldNotWant agreedWith agreedOn stated { by at }
  }${absences}
}
fragment AnticipatoryMedicinesParts on AnticipatoryMedicinesAnswer {
  __typename
  ... on AnticipatoryMedicines {
    supply { code display } medicines keptAt checkedOn checkedBy firstExpiryOn stated { by at }
  }${absences}
}

fragment UrgentPlanParts on EndOfLifePlan {
  lifecycle version { number publishedAt publishedBy { ...By } wholePlan }
  ended { ...End } revision readerMayOpen reading { ...Read } ${statedSections}
}

fragment UrgentPerson on Person {
  id
  identity { ...IdentityParts }
  contacts { ...ContactsParts }
  cprDecision { ...CprDecisionParts }
  endOfLifePlan { __typename ... on EndOfLifePlan { ...UrgentPlanParts }${absences} }
  emergencyOpening { __typename ... on EmergencyOpening { openedAt until } }
}`;

const planFragments = `
fragment VersionRecord on PlanVersionRecord {
  number episode publishedAt publishedBy { ...By } wholePlan changes
}
fragment PlanPerson on Person {
  ...UrgentPerson
  endOfLifePlan {
    ... on EndOfLifePlan {
      episode
      seenBy { by { ...By } at position }
      draft {
        __typename
        ... on PlanDraft {
          draftRevision hasUnpublishedChanges changes
          cprDecision { ...CprDecisionParts } ${statedSections}
        }${identityAbsences}
      }
      versions(first: 20) { ...VersionPage }
    }
  }
}
fragment VersionPage on PlanVersionsAnswer {
  __typename
  ... on PlanVersionConnection {
    edges { cursor node { ...VersionRecord } } pageInfo { hasNextPage endCursor }
  }${identityAbsences}
}`;

const liveOf = (name: string, fragment: string): string => `
subscription ${name}($personId: ID!, $after: String) {
  planChanged(personId: $personId, after: $after) { position kind at person { ...${fragment} } }
}`;

export const urgentPersonQuery = `
query UrgentPerson($personId: ID!) { person(id: $personId) { ...UrgentPerson } }${sharedFragments}`;
export const urgentPersonLive = `${liveOf('UrgentPersonLive', 'UrgentPerson')}${sharedFragments}`;

export const planPersonQuery = `
query PlanPerson($personId: ID!) { person(id: $personId) { ...PlanPerson } }
${planFragments}${sharedFragments}`;
export const planPersonLive = `${liveOf('PlanPersonLive', 'PlanPerson')}
${planFragments}${sharedFragments}`;

export const planChangesQuery = `
query PlanChanges($personId: ID!, $after: String!) {
  person(id: $personId) {
    id
    planChanges(after: $after) {
      __typename
      ... on PlanChanges { changes { sentence at by { name role organisationName } position } }
      ... on NotShared { message }
      ... on Withheld { message rule }
      ... on Unavailable { message reference }
    }
  }
}`;

export const olderVersionsQuery = `
query OlderVersions($personId: ID!, $after: String!) {
  person(id: $personId) {
    id
    endOfLifePlan {
      __typename
      ... on EndOfLifePlan {
        versions(first: 20, after: $after) {
          __typename
          ... on PlanVersionConnection {
            edges {
              cursor
              node {
                number episode publishedAt publishedBy { name role organisationName }
                wholePlan changes
              }
            }
            pageInfo { hasNextPage endCursor }
          }
        }
      }
    }
  }
}`;

export const viewerQuery = `
query Viewer { me { id name role roleName organisationName may } }`;

export const findPeopleQuery = `
query FindPeople($input: FindPeopleInput!) {
  findPeople(input: $input) {
    __typename
    ... on PeopleFound {
      matchedBy mustConfirm more
      people { id identity { ...FoundIdentity } }
    }
    ... on Refused { code message field }
    ... on Unavailable { message reference }
  }
}
fragment FoundIdentity on PersonIdentity {
  __typename
  ... on Identity {
    name { family given prefix preferred }
    dateOfBirth age sex nhsNumber
    address {
      __typename
      ... on Address { lines postcode }
      ... on Withheld { message rule }
      ... on Unavailable { message reference }
    }
  }${identityAbsences}
}`;
