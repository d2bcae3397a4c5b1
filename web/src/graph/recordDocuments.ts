/** The GraphQL documents of the page on who has looked at a record. */
import { identityFragment } from './identityFragment';

export const ownRecordsQuery = `
query OwnRecords {
  me { records { id identity { __typename ... on Identity { name { family given prefix preferred } dateOfBirth } } } }
}`;

const looks = `
  __typename
  ... on AccessLogConnection {
    edges { cursor node { at role organisationName staffName did parts why refused } }
    pageInfo { hasNextPage endCursor } reading { position at current }
  }
  ... on NotShared { message }
  ... on Withheld { message rule canOpenInEmergency }
  ... on Unavailable { message reference }`;

export const recordQuery = `
query Record($id: ID!, $first: Int!) {
  person(id: $id) {
    id identity { ...IdentityParts }
    emergencyAccesses {
      __typename
      ... on EmergencyAccessesTold {
        accesses { openedAt until role organisationName reason overridesDissent parts arePartsKnown outcome }
        reading { position at current }
      }
      ... on NotShared { message }
      ... on Withheld { message rule canOpenInEmergency }
      ... on Unavailable { message reference }
    }
    accessLog(first: $first) {${looks}}
  }
}
${identityFragment}`;

export const moreLooksQuery = `
query MoreLooks($id: ID!, $first: Int!, $after: String!) {
  person(id: $id) { id accessLog(first: $first, after: $after) {${looks}} }
}`;
