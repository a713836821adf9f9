-- 查阅行必有其人：a line that names nobody could not be laid into the tree, and would hold up all that come after it.
alter table access.look add constraint look_names_a_person check (person_id >= 0);
