-- What a project said when the office returned it, so that the office sees old beside new.
create table approval_plan_before (
    approval_id uuid not null references approval_case (id),
    field       text not null check (field in (
        'name', 'work', 'form', 'audience', 'purpose', 'cost', 'yearlyCost', 'payer',
        'fits', 'overlaps', 'module', 'collaboration', 'sharing')),
    said        text not null,
    primary key (approval_id, field)
);
