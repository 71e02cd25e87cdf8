-- Why a unit has no filing to make (R-02, R-03), and the packages that this says something of.
create table no_filing_due (
    application_id  uuid primary key,
    organization_id uuid not null,
    reason          text not null,              -- a refusal of the scope, or UPPER_LEVEL_APP
    upper_number    text not null default '',   -- of the app of the upper level that is used
    source          text not null default '',   -- of the policy that it rests on
    recorded_on     date not null
);

create table no_filing_due_package (
    application_id uuid not null references no_filing_due,
    platform       text not null,
    package_id     text not null,
    sha256         text not null,
    signer         text not null default '',
    primary key (application_id, sha256)
);
create index no_filing_due_package_sha256 on no_filing_due_package (sha256);
create index no_filing_due_package_id on no_filing_due_package (package_id);
