-- The test by which a package was signed and sent. Its sponsor reads it while the case is reviewed,
-- and nothing that came after; reviewers see what later tests have otherwise.

alter table application_package add column signed_test_id uuid;

-- What was signed before: the test of record, where it is the one that was made with the signature.
update application_package p set signed_test_id = p.test_id
  from application a, test_run t
 where a.id = p.application_id and t.id = p.test_id and p.part = 'REVIEW'
   and t.ran_at between a.signed_at - interval '10 seconds' and a.signed_at + interval '10 seconds';
