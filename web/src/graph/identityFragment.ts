/** The fragment by which every page asks who a person is. */
export const identityAbsences = `
  ... on Withheld { message rule }
  ... on Unavailable { message reference }`;

export const identityFragment = `
fragment Read on Reading { position at current }
fragment IdentityParts on PersonIdentity {
  __typename
  ... on Identity {
    name { family given prefix preferred }
    dateOfBirth age sex nhsNumber nhsNumberStatus { code display }
    address {
      __typename
      ... on Address { lines postcode }
      ... on NotRecorded { reading { ...Read } }${identityAbsences}
    }
    telephone {
      __typename
      ... on Telephone { number }
      ... on NotRecorded { reading { ...Read } }${identityAbsences}
    }
    restricted died { on place source recordedAt } revision reading { ...Read }
  }
  ... on PersonErased { message }${identityAbsences}
}
`;
