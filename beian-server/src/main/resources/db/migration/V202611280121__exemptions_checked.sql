-- Filed apps whose accepted exemptions were looked at: each once, not at every start.
create table supervision_exemption_check (
    application_id uuid primary key references application (id)
);
