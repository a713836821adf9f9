import { CONTACT } from '../contact/words.js'
import { BASES, CHANGES } from '../contribution/words.js'
import { BuildingIcon, FileIcon, InboxIcon, PeopleIcon, StatementIcon } from '../shell/icons.js'
import type { NavItem } from '../shell/menu.js'
import { STANDARD } from '../standard/words.js'
import { EMPLOYER } from './words.js'

/** 单位经办人的导航。 */
export const EMPLOYER_NAV: readonly NavItem[] = [
  { to: '/employer/month', label: EMPLOYER.fileMonth, icon: <FileIcon /> },
  { to: '/employer/filings', label: EMPLOYER.progress, icon: <InboxIcon /> },
  { to: '/employer/payments', label: EMPLOYER.payments, icon: <BuildingIcon /> },
  { to: '/employer/templates', label: STANDARD.templates, icon: <FileIcon /> },
  { to: '/employer/contact', label: CONTACT.title, icon: <PeopleIcon /> },
  { to: '/employer/changes', label: CHANGES.title, icon: <PeopleIcon /> },
  { to: '/employer/wages', label: BASES.title, icon: <StatementIcon /> },
  { to: '/employer/staff', label: EMPLOYER.staff, icon: <PeopleIcon /> },
]
