-- 记账号码依记账先后：多个进程各取一段号码，后记的账号码可能反而小，先后就看不出了；每次只取一个，后记的总是大的。
alter sequence ledger.posting_id cache 1;
