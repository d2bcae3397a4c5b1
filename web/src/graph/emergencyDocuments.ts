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
query AccessAlerts($after: String) {
  accessAlerts(first: 20, after: $after) {
    __typename
    ... on AccessAlertConnection {
      edges { node { reference at kind organisationName acknowledgedAt person { id } } }
      pageInfo { hasNextPage endCursor } isWhole
    }${unanswered}
  }
}`;

const listed = `reference openedAt until role organisationName
  alertType { code display } reason { code display } overridesDissent outcome`;

export const accessesQuery = `
query EmergencyAccesses($after: String) {
  emergencyAccesses(first: 20, after: $after) {
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
      person { id identity { __typename ... on Identity { name { family given prefix preferred } dateOfBirth } } }
      reviews { outcome note by { name role organisationName } at }
    }
    ... on EmergencyAccessNotFound { message }${unanswered}
  }
}`;
