-- The same finding in several cases is the same rule on the same evidence: found by a digest of what
-- was seen on which screen. Empty where that is not known as a whole; null until it is computed.
alter table supervision_finding add column evidence_sha256 text;
drop index supervision_finding_open;
create index supervision_finding_same on supervision_finding (rule_id, evidence_sha256)
    where outcome is null;
create index supervision_finding_undigested on supervision_finding (test_id)
    where evidence_sha256 is null;
