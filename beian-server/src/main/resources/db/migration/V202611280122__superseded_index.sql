-- Packages of records are looked up by their name alone (filing_package_package_id).
drop index filing_package_identity;
