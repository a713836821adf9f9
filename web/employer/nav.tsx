import type { NavItem } from '../shell/frame.js'
import { RecordIcon } from '../shell/icons.js'
import { WORDS } from '../words.js'

/** 单位经办人的导航。 */
export const EMPLOYER_NAV: readonly NavItem[] = [{ to: '/employer', label: WORDS.navEmployer, icon: <RecordIcon /> }]
