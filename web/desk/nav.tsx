import { CLOSING } from '../closing/words.js'
import { PARAMETER } from '../parameters/words.js'
import type { NavItem } from '../shell/frame.js'
import { FileIcon, InboxIcon, PeopleIcon, RecordIcon, SearchIcon, StatementIcon } from '../shell/icons.js'
import { DESK } from './words.js'

/** 经办端的导航；`ability` is what must pass for the item to be there. */
export const DESK_NAV: readonly (NavItem & { readonly ability?: string })[] = [
  { to: '/inbox', label: DESK.inbox, icon: <InboxIcon />, ability: 'filing.read' },
  { to: '/persons', label: { zh: '查人', en: 'Persons' }, icon: <SearchIcon />, ability: 'record.search' },
  { to: '/entry', label: { zh: '录入', en: 'Entry' }, icon: <RecordIcon />, ability: 'entry.submit' },
  { to: '/levy', label: { zh: '征收结果', en: 'Levy results' }, icon: <FileIcon />, ability: 'levy.submit' },
  { to: '/tasks', label: { zh: '任务', en: 'Tasks' }, icon: <PeopleIcon />, ability: 'task.read' },
  { to: '/suspense', label: { zh: '待认领', en: 'Suspense' }, icon: <StatementIcon />, ability: 'suspense.read' },
  { to: '/oversight', label: { zh: '监督', en: 'Oversight' }, icon: <RecordIcon />, ability: 'oversight.read' },
  { to: '/closings', label: CLOSING.title, icon: <StatementIcon />, ability: 'close.read' },
  { to: '/to-apply', label: PARAMETER.toApply, icon: <InboxIcon />, ability: 'parameter.apply' },
  { to: '/parameters', label: PARAMETER.title, icon: <StatementIcon />, ability: 'parameter.read' },
  { to: '/parameter-changes', label: PARAMETER.changes, icon: <FileIcon />, ability: 'parameter.propose' },
]
