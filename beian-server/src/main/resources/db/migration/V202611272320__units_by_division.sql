-- The list of units is read a page at a time; the unit above another is named by its whole name.
create index organization_division on organization (division, name, id);
create index organization_name on organization (name);
