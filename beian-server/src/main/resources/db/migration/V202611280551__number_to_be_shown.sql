-- Since when an app has the number and version that are to be seen together (R-09).
alter table filing_record add column number_asked_on date not null default current_date;
update filing_record r set number_asked_on = greatest(r.filed_on, coalesce((
  select max((v.at at time zone 'Asia/Shanghai')::date) from filing_revision v
   where v.number = r.number and v.event in ('OFFICIAL_NUMBER', 'CHANGED_MAJOR')), r.filed_on));
create index filing_record_number_not_seen on filing_record (division collate "C", place)
    where number_seen_on is null;
create index filing_record_number_asked on filing_record (number_asked_on, number)
    where number_seen_on is null;

alter table notification drop constraint notification_kind_known;
alter table notification add constraint notification_kind_known check (kind in (
    'TURN', 'DUE_SOON', 'HANDED', 'CONCLUDED', 'WEBHOOK_OFF', 'NUMBER_NOTED', 'NUMBER_LATE'));
alter table notified_day drop constraint notified_day_kind_known;
alter table notified_day add constraint notified_day_kind_known
    check (kind in ('TURN', 'DUE_SOON', 'NUMBER_LATE'));
