-- No program has written it; what a package is stands in its facts.
alter table inspection drop column format;
