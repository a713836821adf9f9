import type { ReactNode } from 'react'
import { ActingBanner } from '../acting/acting-banner.js'
import { FirmSwitch } from '../acting/firm-switch.js'
import { ACTING } from '../acting/words.js'
import { CHANNEL } from '../channels/words.js'
import { CONTACT } from '../contact/words.js'
import { MINE } from '../contribution/words.js'
import { EMPLOYER_NAV } from '../employer/nav.js'
import { OBJECTION } from '../objections/words.js'
import { SECURITY } from '../security/words.js'
import { WORDS } from '../words.js'
import { Frame } from './frame.js'
import { EstimateIcon, FileIcon, LooksIcon, PeopleIcon, RecordIcon, StatementIcon, VerifyIcon } from './icons.js'
import type { NavItem } from './menu.js'
import { useSession } from './session.js'
import { useSight } from './sight.js'

/** What a person does seldom stands under one name, so that a phone shows the rest side by side. */
const MINE_TO_DO = { zh: '办事', en: 'To do' } as const

const VERIFY: NavItem = { to: '/verify', label: WORDS.navVerify, icon: <VerifyIcon /> }

/** 公众端的框。What the navigation offers follows from what would pass. */
export function PublicFrame({ children }: { readonly children: ReactNode }) {
  const { who, can } = useSession()
  const { sight } = useSight()
  const items: NavItem[] = []
  if (who?.realm === 'operator') items.push(...EMPLOYER_NAV)
  if (who?.realm === 'citizen') {
    items.push({ to: '/record', label: WORDS.navRecord, icon: <RecordIcon /> })
    items.push({ to: '/wages', label: MINE.title, icon: <FileIcon />, group: MINE_TO_DO })
    items.push({ to: '/estimate', label: WORDS.navEstimate, icon: <EstimateIcon /> })
    if (can('contact.change'))
      items.push({ to: '/contact', label: CONTACT.title, icon: <PeopleIcon />, group: MINE_TO_DO })
    if (can('objection.raise'))
      items.push({ to: '/objections', label: OBJECTION.mine, icon: <FileIcon />, group: MINE_TO_DO })
    items.push({ to: '/acting', label: ACTING.title, icon: <PeopleIcon />, group: MINE_TO_DO })
    if (can('account.secure'))
      items.push({ to: '/security', label: SECURITY.title, icon: <VerifyIcon />, group: MINE_TO_DO })
    if (can('contact.change')) items.push({ to: '/sms', label: CHANNEL.sms, icon: <PeopleIcon />, group: MINE_TO_DO })
    items.push({ to: '/tokens', label: CHANNEL.tokens, icon: <FileIcon />, group: MINE_TO_DO })
    if (can('looks.read')) items.push({ to: '/looks', label: WORDS.navLooks, icon: <LooksIcon /> })
    if (can('statement.issue')) items.push({ to: '/statement', label: WORDS.navStatement, icon: <StatementIcon /> })
    items.push(VERIFY)
  }
  // 简易版：the first screen leads everywhere, so nothing else has to be read first.
  const isSimple = sight === 'simple' && who?.realm === 'citizen'
  return (
    <Frame name={WORDS.siteName} short={WORDS.siteShort} home="/" items={isSimple ? [] : items}>
      {who?.realm === 'citizen' && <ActingBanner />}
      {who?.realm === 'operator' && <FirmSwitch />}
      {children}
    </Frame>
  )
}
