import { APPOINTMENT } from '../activation/appointment-words.js'
import { REAL_NAME } from '../activation/words.js'
import { ARCHIVE } from '../archive/words.js'
import { AUTHORITY } from '../authority/words.js'
import { RULING } from '../benefit/ruling-words.js'
import { BENEFIT } from '../benefit/words.js'
import { CLOSING } from '../closing/words.js'
import { CONFIDENTIALITY } from '../confidentiality/words.js'
import { COUNTER, FUND, RELIEF } from '../contribution/words.js'
import { DELIVERY } from '../delivery/words.js'
import { DISCLOSURE } from '../disclosure/words.js'
import { EXCHANGE } from '../exchange/words.js'
import { HOTLINE } from '../hotline/words.js'
import { IMPORT } from '../imports/words.js'
import { INTAKE } from '../intake/words.js'
import { LEGACY } from '../legacy/words.js'
import { LOG, MAINTAIN } from '../maintenance/words.js'
import { OBJECTION } from '../objections/words.js'
import { PARAMETER } from '../parameters/words.js'
import { SEAL } from '../seal/words.js'
import { FileIcon, InboxIcon, PeopleIcon, RecordIcon, SearchIcon, StatementIcon } from '../shell/icons.js'
import type { Both } from '../shell/language.js'
import type { NavItem } from '../shell/menu.js'
import { STANDARD } from '../standard/words.js'
import { AD_HOC, INDICATOR } from '../statistics/governed-words.js'
import { EXPORT, EXTRACT, STATISTIC } from '../statistics/words.js'
import { TRANSFER } from '../transfer/words.js'
import { DESK } from './words.js'
import { ROUTE, WORK } from './work-words.js'

/** 导航的组，as the chapters of the work go. */
export const GROUPS = {
  intake: { zh: '受理', en: 'Intake' },
  review: { zh: '审核', en: 'Review' },
  money: { zh: '缴费与基金', en: 'Contributions and fund' },
  benefit: { zh: '待遇', en: 'Benefits' },
  exchange: { zh: '比对与转移', en: 'Exchange and transfer' },
  query: { zh: '查询与使用', en: 'Query and disclosure' },
  archive: { zh: '档案', en: 'Archive' },
  house: { zh: '内控与系统', en: 'Control and system' },
} as const

interface DeskItem extends NavItem {
  readonly ability: string
  readonly group: Both
}

const ITEMS: readonly DeskItem[] = [
  // 审核
  { to: '/inbox', label: DESK.inbox, icon: <InboxIcon />, ability: 'filing.read', group: GROUPS.review },
  {
    to: '/tasks',
    label: { zh: '任务', en: 'Tasks' },
    icon: <PeopleIcon />,
    ability: 'task.read',
    group: GROUPS.review,
  },
  { to: '/staff', label: WORK.staff, icon: <PeopleIcon />, ability: 'work.arrange', group: GROUPS.review },
  { to: '/staff', label: WORK.report, icon: <PeopleIcon />, ability: 'oversight.read', group: GROUPS.house },
  { to: '/standard', label: STANDARD.title, icon: <StatementIcon />, ability: 'parameter.read', group: GROUPS.house },
  { to: '/routes', label: ROUTE.title, icon: <StatementIcon />, ability: 'parameter.read', group: GROUPS.house },
  { to: '/objections', label: OBJECTION.list, icon: <InboxIcon />, ability: 'objection.read', group: GROUPS.review },
  { to: '/rights', label: OBJECTION.rightsDesk, icon: <InboxIcon />, ability: 'rights.answer', group: GROUPS.review },
  {
    to: '/objection-counts',
    label: OBJECTION.counts,
    icon: <RecordIcon />,
    ability: 'oversight.read',
    group: GROUPS.house,
  },
  // 受理
  {
    to: '/persons',
    label: { zh: '查人', en: 'Persons' },
    icon: <SearchIcon />,
    ability: 'record.search',
    group: GROUPS.intake,
  },
  {
    to: '/entry',
    label: { zh: '录入', en: 'Entry' },
    icon: <RecordIcon />,
    ability: 'entry.submit',
    group: GROUPS.intake,
  },
  {
    to: '/operator-activation',
    label: REAL_NAME.operator,
    icon: <PeopleIcon />,
    ability: 'account.activate',
    group: GROUPS.intake,
  },
  {
    to: '/appointments',
    label: APPOINTMENT.title,
    icon: <PeopleIcon />,
    ability: 'account.activate',
    group: GROUPS.intake,
  },
  { to: '/templates', label: STANDARD.templates, icon: <FileIcon />, ability: 'entry.submit', group: GROUPS.intake },
  { to: '/imports', label: IMPORT.title, icon: <FileIcon />, ability: 'filing.read', group: GROUPS.intake },
  { to: '/outage', label: INTAKE.outage, icon: <FileIcon />, ability: 'entry.submit', group: GROUPS.intake },
  { to: '/merges', label: MAINTAIN.merge, icon: <PeopleIcon />, ability: 'correction.submit', group: GROUPS.intake },
  { to: '/splits', label: MAINTAIN.split, icon: <PeopleIcon />, ability: 'correction.submit', group: GROUPS.intake },
  {
    to: '/batch-changes',
    label: MAINTAIN.batch,
    icon: <FileIcon />,
    ability: 'correction.submit',
    group: GROUPS.intake,
  },
  { to: '/hotline', label: HOTLINE.orders, icon: <PeopleIcon />, ability: 'hotline.serve', group: GROUPS.intake },
  { to: '/kiosks', label: HOTLINE.kiosks, icon: <StatementIcon />, ability: 'system.operate', group: GROUPS.house },
  // 缴费与基金
  { to: '/counter', label: COUNTER.title, icon: <PeopleIcon />, ability: 'filing.submit', group: GROUPS.money },
  {
    to: '/levy',
    label: { zh: '征收结果', en: 'Levy results' },
    icon: <FileIcon />,
    ability: 'levy.submit',
    group: GROUPS.money,
  },
  {
    to: '/suspense',
    label: { zh: '待认领', en: 'Suspense' },
    icon: <StatementIcon />,
    ability: 'suspense.read',
    group: GROUPS.money,
  },
  { to: '/reliefs', label: RELIEF.title, icon: <FileIcon />, ability: 'entry.submit', group: GROUPS.money },
  { to: '/bank', label: FUND.bank, icon: <StatementIcon />, ability: 'bank.submit', group: GROUPS.money },
  { to: '/balance', label: FUND.balance, icon: <RecordIcon />, ability: 'balance.read', group: GROUPS.money },
  { to: '/closings', label: CLOSING.title, icon: <StatementIcon />, ability: 'close.read', group: GROUPS.money },
  { to: '/deliveries', label: DELIVERY.title, icon: <InboxIcon />, ability: 'delivery.read', group: GROUPS.money },
  // 查询与使用
  {
    to: '/inquiries',
    label: DISCLOSURE.inquiries,
    icon: <InboxIcon />,
    ability: 'inquiry.read',
    group: GROUPS.query,
  },
  ...(['arrangement.operate', 'arrangement.approve'] as const).map((ability) => ({
    ...{ to: '/arrangements', label: DISCLOSURE.arrangements, icon: <StatementIcon />, ability },
    group: GROUPS.query,
  })),
  {
    to: '/query-register',
    label: DISCLOSURE.register,
    icon: <RecordIcon />,
    ability: 'register.read',
    group: GROUPS.query,
  },
  // 档案
  { to: '/archive', label: ARCHIVE.title, icon: <FileIcon />, ability: 'archive.read', group: GROUPS.archive },
  { to: '/scanning', label: ARCHIVE.yourBatches, icon: <FileIcon />, ability: 'archive.scan', group: GROUPS.archive },
  {
    to: '/inspections',
    label: ARCHIVE.inspections,
    icon: <SearchIcon />,
    ability: 'archive.inspect',
    group: GROUPS.archive,
  },
  // 比对与转移
  { to: '/exchange', label: EXCHANGE.batches, icon: <FileIcon />, ability: 'exchange.read', group: GROUPS.exchange },
  {
    to: '/exchange/differences',
    label: EXCHANGE.differences,
    icon: <InboxIcon />,
    ability: 'exchange.read',
    group: GROUPS.exchange,
  },
  { to: '/transfers', label: TRANSFER.title, icon: <FileIcon />, ability: 'transfer.handle', group: GROUPS.exchange },
  { to: '/legacy', label: LEGACY.title, icon: <FileIcon />, ability: 'legacy.read', group: GROUPS.intake },
  {
    to: '/exchange/stops',
    label: EXCHANGE.stops,
    icon: <PeopleIcon />,
    ability: 'exchange.read',
    group: GROUPS.exchange,
  },
  {
    to: '/exchange/after-death',
    label: EXCHANGE.after,
    icon: <RecordIcon />,
    ability: 'exchange.read',
    group: GROUPS.exchange,
  },
  ...(['exchange.read', 'exchange.partner', 'exchange.approve'] as const).map((ability) => ({
    ...{ to: '/exchange/calendar', label: EXCHANGE.calendar, icon: <StatementIcon />, ability },
    group: GROUPS.exchange,
  })),
  // 待遇
  {
    to: '/payment-batches',
    label: BENEFIT.batches,
    icon: <StatementIcon />,
    ability: 'entry.submit',
    group: GROUPS.benefit,
  },
  {
    to: '/bank-answers',
    label: BENEFIT.results,
    icon: <StatementIcon />,
    ability: 'payment.result',
    group: GROUPS.benefit,
  },
  {
    to: '/entitlement-checks',
    label: BENEFIT.checks,
    icon: <PeopleIcon />,
    ability: 'entry.submit',
    group: GROUPS.benefit,
  },
  { to: '/rulings', label: RULING.title, icon: <FileIcon />, ability: 'entry.submit', group: GROUPS.benefit },
  {
    to: '/catalogues',
    label: BENEFIT.catalogues,
    icon: <FileIcon />,
    ability: 'parameter.read',
    group: GROUPS.benefit,
  },
  { to: '/experts', label: BENEFIT.experts, icon: <PeopleIcon />, ability: 'expert.read', group: GROUPS.benefit },
  { to: '/stamps', label: BENEFIT.stamps, icon: <RecordIcon />, ability: 'stamp.use', group: GROUPS.house },
  // 查询与使用
  { to: '/statistics', label: STATISTIC.title, icon: <RecordIcon />, ability: 'statistic.read', group: GROUPS.query },
  {
    to: '/ad-hoc-statistics',
    label: AD_HOC.title,
    icon: <RecordIcon />,
    ability: 'statistic.read',
    group: GROUPS.query,
  },
  { to: '/indicators', label: INDICATOR.title, icon: <FileIcon />, ability: 'statistic.read', group: GROUPS.query },
  { to: '/extracts', label: EXTRACT.title, icon: <FileIcon />, ability: 'statistic.read', group: GROUPS.query },
  ...(['export.request', 'export.approve'] as const).map((ability) => ({
    ...{ to: '/exports', label: EXPORT.title, icon: <FileIcon />, ability, group: GROUPS.query },
  })),
  { to: '/seals', label: SEAL.title, icon: <RecordIcon />, ability: 'look.seal', group: GROUPS.query },
  // 内控与系统
  {
    to: '/oversight',
    label: { zh: '监督', en: 'Oversight' },
    icon: <RecordIcon />,
    ability: 'oversight.read',
    group: GROUPS.house,
  },
  {
    to: '/confidentiality',
    label: CONFIDENTIALITY.title,
    icon: <StatementIcon />,
    ability: 'oversight.read',
    group: GROUPS.house,
  },
  { to: '/authority', label: AUTHORITY.title, icon: <PeopleIcon />, ability: 'account.list', group: GROUPS.house },
  { to: '/maintenance-log', label: LOG.title, icon: <RecordIcon />, ability: 'maintenance.read', group: GROUPS.house },
  { to: '/to-apply', label: PARAMETER.toApply, icon: <InboxIcon />, ability: 'parameter.apply', group: GROUPS.house },
  {
    to: '/parameters',
    label: PARAMETER.title,
    icon: <StatementIcon />,
    ability: 'parameter.read',
    group: GROUPS.house,
  },
  {
    to: '/parameter-changes',
    label: PARAMETER.changes,
    icon: <FileIcon />,
    ability: 'parameter.propose',
    group: GROUPS.house,
  },
]

const ORDER: readonly Both[] = Object.values(GROUPS)

/** 经办端的导航，依组的次序；`ability` is what must pass for the item to be there. */
export const DESK_NAV: readonly DeskItem[] = [...ITEMS].sort((a, b) => ORDER.indexOf(a.group) - ORDER.indexOf(b.group))
