-- Browsing with bounded work: what a record is chosen by leads to its records in the order in which they were filed, as the
-- pairs of its names do (ADR 0027, 0037). A restricted record is chosen by what its number says and by its state alone.
create table filing_facet (
    facet text collate "C" not null,
    place bigint           not null,
    primary key (facet, place)
);
insert into filing_facet (facet, place)
select given.facet, r.place
  from filing_record r
 cross join lateral (values ('kind:' || r.kind), ('state:' || r.state),
                            ('region:' || substr(r.division, 1, 2)), ('region:' || substr(r.division, 1, 4)),
                            ('region:' || r.division),
                            (case when not r.restricted then 'month:' || to_char(r.filed_on, 'YYYY-MM') end)) as given (facet)
 where given.facet is not null
    on conflict do nothing;
