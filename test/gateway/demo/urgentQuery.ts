/** What a paramedic's page asks about one person, as far as the demo tests look at it. */
export const urgentQuery = `query Urgent($id: ID!) { person(id: $id) {
  identity { __typename ... on Identity {
    name { family given prefix preferred } dateOfBirth age sex nhsNumber restricted
    address { __typename ... on Address { lines postcode } }
    telephone { __typename ... on Telephone { number } }
    died { on place } } }
  contacts { __typename ... on Contacts { contacts {
    name kind relationship organisation telephone availability purpose keyWorker isAttorney } } }
  cprDecision { __typename
    ... on CprRecorded { reviewOverdue planEnded { reason endedOn detail }
      questions { concern saidBy askedBy { name role } } decision { ...Decision } }
    ... on CprWithdrawn { withdrawnBy { name role } reason saidBy ended { ...Decision } }
    ... on CprConflicting { decisions { ...Decision } } }
  endOfLifePlan { __typename ... on EndOfLifePlan {
    lifecycle version { number wholePlan publishedBy { name } } ended { reason }
    focusOfCare { __typename ... on FocusOfCare {
      priority statement wouldWant wouldNotWant agreedWith agreedOn } }
    anticipatoryMedicines { __typename ... on AnticipatoryMedicines {
      supply { display } medicines keptAt checkedOn checkedBy firstExpiryOn } }
    preferredPlaceOfDeath { __typename ... on PreferredPlaceOfDeath {
      first { place { code display } name } second { place { code display } name } saidBy saidOn } }
    preferredPlaceOfCare { __typename ... on PreferredPlaceOfCare { first second saidBy saidOn } }
    seenBy { by { name } } } }
} }
fragment Decision on CprDecisionRecord {
  id forCpr reason decidedOn reviewOn reviewBy formKeptAt decidedBy { name role organisation }
  involved { name relationship } capacity { finding detail } recordedBy { name }
  endorsement { endorsedBy { name } } paper { signatory formDate originalSeenOn } }`;
