import { CONTACT } from '../contact/words.js'
import { BASES, CHANGES } from '../contribution/words.js'
import { OBJECTION } from '../objections/words.js'
import { BuildingIcon, FileIcon, InboxIcon, PeopleIcon, StatementIcon } from '../shell/icons.js'
import type { NavItem } from '../shell/menu.js'
import { STANDARD } from '../standard/words.js'
import { EMPLOYER } from './words.js'

const GROUPS = {
  filing: { zh: '申报', en: 'Filing' },
  staff: { zh: '职工', en: 'Staff' },
} as const

/** 单位经办人的导航；on a phone five names fit side by side. */
export const EMPLOYER_NAV: readonly NavItem[] = [
  { to: '/employer/month', label: EMPLOYER.fileMonth, icon: <FileIcon />, group: GROUPS.filing },
  { to: '/employer/templates', label: STANDARD.templates, icon: <FileIcon />, group: GROUPS.filing },
  { to: '/employer/filings', label: EMPLOYER.progress, icon: <InboxIcon /> },
  { to: '/employer/payments', label: EMPLOYER.payments, icon: <BuildingIcon /> },
  { to: '/employer/staff', label: EMPLOYER.staff, icon: <PeopleIcon />, group: GROUPS.staff },
  { to: '/employer/changes', label: CHANGES.title, icon: <PeopleIcon />, group: GROUPS.staff },
  { to: '/employer/wages', label: BASES.title, icon: <StatementIcon />, group: GROUPS.staff },
  { to: '/employer/objections', label: OBJECTION.list, icon: <FileIcon />, group: GROUPS.staff },
  { to: '/employer/contact', label: CONTACT.title, icon: <PeopleIcon /> },
]
