/** The GraphQL documents about incidents, alerts and the review of what was opened. */

const unanswered = `
  ... on Withheld { message rule canOpenInEmergency }
  ... on Unavailable { message reference }`;

export const incidentQuery = `
query Incident($id: ID!) {
  incident(id: $id) {
    __typename
    ... on LiveIncident { person { id } }
    ... on IncidentOver { message }${unanswered}
  }
}`;

export const alertsQuery = `
query AccessAlerts($first: Int!, $after: String, $isDone: Boolean) {
  accessAlerts(first: $first, after: $after, seen: $isDone) {
    __typename
    ... on AccessAlertConnection {
      edges { node { reference at kind organisationName acknowledgedAt person { id } } }
      pageInfo { hasNextPage endCursor } isWhole
    }${unanswered}
  }
}`;

export const waitingQuery = `
query AccessWaiting {
  accessWaiting {
    __typename
    ... on AccessWaiting { alerts openings mark isWhole }${unanswered}
  }
}`;

const named = `id identity {
  __typename
  ... on Identity { name { family given prefix preferred } dateOfBirth }
}`;

export const alertQuery = `
query AccessAlert($reference: ID!) {
  accessAlert(reference: $reference) {
    __typename
    ... on AccessAlertDetails { by { name role organisationName } person { ${named} } }
    ... on AccessAlertNotFound { message }${unanswered}
  }
}`;

const listed = `reference openedAt until role organisationName
  alertType { code display } reason { code display } overridesDissent outcome`;

export const accessesQuery = `
query EmergencyAccesses($first: Int!, $after: String, $isDone: Boolean) {
  emergencyAccesses(first: $first, after: $after, reviewed: $isDone) {
    __typename
    ... on EmergencyAccessConnection {
      edges { node { ${listed} } } pageInfo { hasNextPage endCursor } isWhole
    }${unanswered}
  }
}`;

export const accessQuery = `
query EmergencyAccess($reference: ID!) {
  emergencyAccess(reference: $reference) {
    __typename
    ... on EmergencyAccessDetails {
      freeText openedBy { name role organisationName }
      person { ${named} }
      reviews { outcome note by { name role organisationName } at }
    }
    ... on EmergencyAccessNotFound { message }${unanswered}
  }
}`;
