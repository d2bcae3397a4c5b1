/** The urgent view's query, as the page asks it: two subgraphs, every section. */
export const urgentSelection = `
  id
  identity { __typename ... on Identity {
    name { family given preferred } dateOfBirth age sex nhsNumber restricted
    address { __typename ... on Address { lines postcode } }
    died { on } reading { position at current } } }
  contacts { __typename ... on Contacts { contacts { name telephone answersNow } } }
  cprDecision { __typename
    ... on CprRecorded {
      decision { id forCpr decision { code display } reason decidedOn
        decidedBy { name role } involved { name relationship } capacity { finding detail }
        reviewOn formKeptAt recordedBy { name role } recordedAt endorsement { endorsedAt } }
      questions { concern askedAt } reviewOverdue reading { position at current } }
    ... on CprWithdrawn { withdrawnAt reason }
    ... on NotRecorded { message }
    ... on Unavailable { code message } }
  endOfLifePlan { __typename ... on EndOfLifePlan {
    episode lifecycle version { number publishedAt publishedBy { name role } }
    focusOfCare { __typename ... on FocusOfCare { priority statement wouldWant wouldNotWant } }
    preferredPlaceOfDeath { __typename ... on PreferredPlaceOfDeath {
      first { place { code display } name } second { place { code display } name } } }
    preferredPlaceOfCare { __typename ... on PreferredPlaceOfCare { first second } }
    anticipatoryMedicines { __typename ... on AnticipatoryMedicines { medicines keptAt } }
    revision reading { position at current } } }`;

export const urgentQuery = `query Urgent($id: ID!) { person(id: $id) { ${urgentSelection} } }`;

export const urgentSubscription = `subscription Urgent($id: ID!, $after: String) {
  planChanged(personId: $id, after: $after) { position kind at person { ${urgentSelection} } } }`;
