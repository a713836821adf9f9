-- 记账之时再看一次停待核查：the role that posts sees who may not be paid just now, and whose employer may not file.
grant select on desk.exchange_stop to quanyi_post;
