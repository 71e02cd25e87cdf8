-- A human test of what the machine could not decide or read, or of what has no package (R-02).
create table human_test (
  application_id uuid not null references application (id),
  subject        uuid not null,  -- the test of a finding, a package that was not read, or the application itself
  rule_id        text not null,  -- of the finding; PACKAGE or APPLICATION for the whole
  passed         boolean not null,
  tester         text not null,
  tested_on      date not null,
  report_id      uuid not null,  -- attachment
  note           text not null,
  recorded_by    uuid not null references user_account (id),
  recorded_at    timestamptz not null,
  primary key (application_id, subject, rule_id)
);

-- Exemptions that the national reviewer accepted (R-04).
create table exemption (
  application_id uuid not null references application (id),
  rule_id        text not null,
  scenario       text not null,  -- SECURITY or EMERGENCY
  basis          text not null,
  until          date not null,
  accepted_by    uuid not null references user_account (id),
  accepted_at    timestamptz not null,
  primary key (application_id, rule_id)
);

-- A judgement alone is no human test: it has no report.
delete from judgement where outcome = 'TESTED_BY_HAND';
