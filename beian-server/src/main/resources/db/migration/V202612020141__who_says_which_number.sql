-- A published list is of the office that imported it, and each of its rows says a number.
alter table official_batch add column office_id uuid references organization (id);
update official_batch b set office_id = u.organization_id from user_account u where u.id = b.made_by;
create index official_batch_office on official_batch (office_id, made_at desc);
alter table official_batch_record add column official text not null default '';
update official_batch_record b set official = r.official_number from filing_record r
 where r.number = b.number;

-- Where the official number of a record comes from: its unit, a list, or a decision between them.
alter table filing_record
  add column official_number_source text not null default ''
    constraint filing_record_official_source_known check (official_number_source in
      ('', 'ENTERED_BY_UNIT', 'LIST_OF_PROVINCE', 'LIST_OF_NATION', 'DECIDED')),
  add column official_number_batch uuid references official_batch (id) on delete set null;
create index filing_record_official_batch on filing_record (official_number_batch)
  where official_number_batch is not null;
-- Of numbers from before, one that a handler ever typed is not confirmed, though a list may have
-- said the same: importing that list again confirms it.
update filing_record set official_number_source = 'ENTERED_BY_UNIT' where official_number <> '';
update filing_record r
   set official_number_batch = b.id,
       official_number_source =
         case when o.division = '100000' then 'LIST_OF_NATION' else 'LIST_OF_PROVINCE' end
  from official_batch_record l
    join official_batch b on b.id = l.batch_id
    left join organization o on o.id = b.office_id
 where l.number = r.number and r.official_number <> '' and b.office_id is not null
   and not exists (select 1 from audit_entry a
     where a.action = 'official.note' and a.subject = 'record:' || r.number);

-- Units and lists that do not say the same of a number, for a supervisor.
create table official_dispute (
    id         uuid        primary key,
    official   text        not null check (official <> '' and char_length(official) <= 64),
    day        date        not null,
    claimant   text        not null references filing_record (number),
    holder     text        references filing_record (number),
    kind       text        not null constraint official_dispute_kind_known check (kind in ('UNIT', 'LISTS')),
    batch_id   uuid        references official_batch (id) on delete set null,
    reason     text        not null check (char_length(reason) <= 2000),
    raised_by  uuid        not null references user_account (id),
    raised_at  timestamptz not null,
    gives      boolean,
    grounds    text        not null default '' check (char_length(grounds) <= 2000),
    decided_by uuid        references user_account (id),
    decided_at timestamptz,
    constraint official_dispute_decided
      check ((gives is null) = (decided_at is null) and (gives is null) = (decided_by is null))
);
create unique index official_dispute_open on official_dispute (claimant, official_number_key(official))
  where decided_at is null;
create unique index official_dispute_open_unit on official_dispute (claimant)
  where decided_at is null and kind = 'UNIT';
create index official_dispute_raised on official_dispute (raised_at) where decided_at is null;

alter table notification drop constraint notification_kind_known;
alter table notification add constraint notification_kind_known check (kind in (
    'TURN', 'DUE_SOON', 'HANDED', 'CONCLUDED', 'WEBHOOK_OFF', 'NUMBER_NOTED', 'NUMBER_REMOVED',
    'NUMBER_DISPUTED', 'NUMBER_DECIDED', 'NUMBER_LATE',
    'LAUNCH_MATCHES', 'CLAIM_FOR', 'CLAIM_AGAINST', 'CLAIM_ANEW', 'APP_MERGED', 'ROLES_ASKED',
    'PARAMETER_ASKED', 'PARAMETER_CHANGED'));
