-- One row a case of whatever procedure, and whose turn it is: what lists, start pages and notices are made of.
-- Both are derived from the tables of the procedures in the same transaction, and made anew where a row is missing
-- or of an older derivation.
create table work_item (
    procedure_name  text        not null,              -- as the audit trail calls its cases
    case_id         uuid        not null,
    derivation      smallint    not null,
    app_name        text        not null,
    number          text        not null default '',
    organization_id uuid        not null references organization (id),
    division        text        not null,
    kind            text        not null default '',
    state           text        not null,
    round           integer     not null,
    since           timestamptz not null,              -- since when it waits for those whose turn it is
    due_on          date,
    due_verified    boolean     not null,
    due_provisional boolean     not null,
    opened_at       timestamptz,                       -- since when officials see it; absent of a draft
    closed_at       timestamptz,
    primary key (procedure_name, case_id)
);
create index work_item_open_unit on work_item (organization_id, due_on) where closed_at is null;
create index work_item_open_region on work_item (division text_pattern_ops, due_on) where closed_at is null;
create index work_item_closed_unit on work_item (organization_id, closed_at) where closed_at is not null;
create index work_item_closed on work_item (closed_at, case_id) where closed_at is not null;

create table work_turn (
    procedure_name text not null,
    case_id        uuid not null,
    role           text not null check (role in ('HANDLER', 'APPROVER', 'COMPLETENESS_REVIEWER',
        'GOVERNMENT_SERVICE_REVIEWER', 'NATIONAL_REVIEWER', 'SIGNER', 'SUPERVISOR',
        'RULEBOOK_ADMINISTRATOR', 'SYSTEM_ADMINISTRATOR', 'AUDITOR')),
    person_id      uuid references user_account (id),  -- who of them it is, where one is
    begins_on      date,                               -- later than with the state: once a limit has passed
    claimed_by     uuid references user_account (id),
    primary key (case_id, procedure_name, role),
    foreign key (procedure_name, case_id) references work_item (procedure_name, case_id)
);
create index work_turn_role on work_turn (role, procedure_name, case_id);
