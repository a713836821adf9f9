import { Button } from 'antd'
import { type ReactNode, Suspense } from 'react'
import { NavLink, useLocation } from 'react-router'
import { WORDS } from '../words.js'
import { Guarded } from './broken.js'
import { useFreshPage } from './fresh-page.js'
import { type Both, useLanguage } from './language.js'
import { Menu, type NavItem } from './menu.js'
import { OutboxBar } from './outbox-bar.js'
import { PrintButton, PrintMark } from './print-mark.js'
import { useSession } from './session.js'
import { SightSwitch } from './sight-switch.js'
import { Loading } from './states.js'

interface FrameProps {
  readonly name: Both
  /** Where a phone has no room for the whole name. */
  readonly short?: Both
  /** Where the name leads. */
  readonly home: string
  readonly items: readonly NavItem[]
  readonly children: ReactNode
  /** The desk uses the whole width; reading pages keep a column. */
  readonly wide?: boolean
}

/** 页面的框。Name, navigation (a bar at the bottom of a phone), language, sign-out; then the page. */
export function Frame({ name, short, home, items, children, wide = false }: FrameProps) {
  const { say } = useLanguage()
  useFreshPage()
  const { pathname } = useLocation()
  return (
    <div className={wide ? 'frame frame-wide' : 'frame'}>
      <a className="skip-link" href="#main">
        {say(WORDS.skipToContent)}
      </a>
      <header className="frame-head">
        <div className="frame-head-in">
          <NavLink className="frame-name" to={home}>
            <Mark />
            <span className={short ? 'name-long' : ''}>{say(name)}</span>
            {short && <span className="name-short">{say(short)}</span>}
          </NavLink>
          <Menu items={items} />
          <Tools sights={!wide} />
        </div>
      </header>
      <OutboxBar />
      {wide && <PrintMark />}
      <main id="main" tabIndex={-1} className="frame-main">
        <Guarded at={pathname}>
          <Suspense fallback={<Loading />}>{children}</Suspense>
        </Guarded>
      </main>
    </div>
  )
}

function Tools({ sights }: { readonly sights: boolean }) {
  const { say, language, toggle } = useLanguage()
  const { who, signOut } = useSession()
  return (
    <div className="frame-tools">
      {sights && <SightSwitch />}
      <Button
        type="text"
        size="small"
        lang={language === 'zh' ? 'en' : 'zh-CN'}
        aria-label={say(WORDS.otherLanguageLabel)}
        onClick={toggle}
      >
        {say(WORDS.otherLanguage)}
      </Button>
      {who && (
        <>
          {!sights && <PrintButton />}
          <span className="frame-who">{who.name}</span>
          <Button type="text" size="small" onClick={() => void signOut()}>
            {say(WORDS.signOut)}
          </Button>
        </>
      )}
    </div>
  )
}

function Mark() {
  return (
    <svg viewBox="0 0 32 32" width="30" height="30" aria-hidden="true" className="mark">
      <path d="M9 8.500h14M9 13h14M9 17.5h9" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
      <circle cx="21.5" cy="22" r="4" fill="none" stroke="#e9b49f" strokeWidth="2" />
    </svg>
  )
}
