-- An entry that a case led to carries a commitment to what the case was then (ADR 0069): the case, and the salt that goes
-- with it. Entries of before have neither.
ALTER TABLE filing_revision
  ADD COLUMN case_id uuid,
  ADD COLUMN case_salt text,
  ADD CONSTRAINT filing_revision_case CHECK ((case_id IS NULL) = (case_salt IS NULL));
