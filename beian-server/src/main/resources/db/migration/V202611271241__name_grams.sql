-- Search by name with bounded work: each character and each pair of neighbours leads to its records in the order in which
-- they were filed, so that the newest are read from the index and no more of them than are shown (ADR 0027).
alter table filing_record add column place bigint;
update filing_record r set place = ordered.place
  from (select f.number, row_number() over (order by f.filed_on, v.entry_index, f.number) as place
          from filing_record f left join filing_revision v on v.number = f.number and v.revision = 1) ordered
 where ordered.number = r.number;
create sequence filing_record_place owned by filing_record.place;
select setval('filing_record_place', (select coalesce(max(place), 0) + 1 from filing_record), false);
alter table filing_record alter column place set default nextval('filing_record_place');
alter table filing_record alter column place set not null;
create unique index filing_record_place_key on filing_record (place);

-- A number that is typed may be the official one, and a package is asked for without its platform too.
create index filing_record_official on filing_record (official_number) where official_number <> '';
create index filing_package_package_id on filing_package (package_id);

create table filing_name_gram (
    gram  text collate "C" not null,
    place bigint           not null,
    primary key (gram, place)
);
insert into filing_name_gram (gram, place)
select b.bigram, r.place from filing_record_bigram b join filing_record r on r.number = b.number;
insert into filing_name_gram (gram, place)
select distinct substr(b.bigram, i, 1), r.place
  from filing_record_bigram b join filing_record r on r.number = b.number cross join generate_series(1, 2) i
 where char_length(b.bigram) >= i
    on conflict do nothing;
drop table filing_record_bigram;
