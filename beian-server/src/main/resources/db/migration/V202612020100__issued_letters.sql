-- Letters as they were issued: written once, and neither changed nor removed ever after.
create table issued_letter (
    procedure_name   text        not null,
    case_id          uuid        not null,
    place            integer     not null check (place > 0),
    language         text        not null constraint issued_letter_language_known
                                   check (language in ('zh', 'en')),
    number           text        not null,
    title            text        not null,
    html             text        not null,
    sha256           text        not null,
    issued_at        timestamptz not null,
    reconstructed_on date,
    pdf_sha256       text,
    primary key (procedure_name, case_id, place, language)
);

create function issued_letter_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.pdf_sha256 is null
      and to_jsonb(new) - 'pdf_sha256' = to_jsonb(old) - 'pdf_sha256' then
    return new; -- its PDF is noted, once
  end if;
  raise exception 'letter % stays as it was issued', old.number;
end $$;

create trigger issued_letter_stays before update or delete on issued_letter
    for each row execute function issued_letter_stays();

-- Cases whose letters were sent before letters were kept: they are written down as they read on
-- the day of the upgrade, and say so.
create table letter_backlog (
    procedure_name text not null,
    case_id        uuid not null,
    primary key (procedure_name, case_id)
);

insert into letter_backlog
    select 'application', id from application
    union all select 'supervision', id from supervision_case
    union all select 'inquiry', id from inquiry_case
    union all select 'ending', id from ending_case
    union all select 'approval', id from approval_case
    union all select 'exception', id from level_exception;
