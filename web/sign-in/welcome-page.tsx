import { Tabs } from 'antd'
import { Link, Navigate, useLocation } from 'react-router'
import { INTAKE } from '../intake/words.js'
import type { Realm } from '../shell/api.js'
import { ChevronIcon } from '../shell/icons.js'
import { useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'
import { useSession } from '../shell/session.js'
import { STATISTIC } from '../statistics/words.js'
import { OtherWays } from './other-ways.js'
import { SignInForm } from './sign-in-form.js'
import { SIGN_IN } from './words.js'

const HOMES = { citizen: '/record', operator: '/employer', staff: '/' } as const

/** 公众端的登录页：参保人或单位经办人。 */
export function WelcomePage() {
  const { say } = useLanguage()
  const { who } = useSession()
  const { from, realm } = useCameFrom()
  if (who) return <Navigate to={from ?? HOMES[who.realm]} replace />
  const tab = (key: 'citizen' | 'operator') => ({
    key,
    label: say(key === 'citizen' ? SIGN_IN.asCitizen : SIGN_IN.asOperator),
    children: (
      <>
        <SignInForm realm={key} to={realm === key && from ? from : HOMES[key]} />
        {key === 'citizen' && <OtherWays to={realm === key && from ? from : HOMES.citizen} />}
      </>
    ),
  })
  return (
    <div className="welcome">
      <Page title={say(SIGN_IN.welcome)} lead={say(SIGN_IN.welcomeLead)}>
        <div className="card welcome-card">
          <Tabs defaultActiveKey={realm ?? 'citizen'} items={[tab('citizen'), tab('operator')]} />
        </div>
        <nav className="welcome-ways">
          <Way to="/activate">{say(SIGN_IN.firstTime)}</Way>
          <Way to="/verify">{say(SIGN_IN.toVerify)}</Way>
          <Way to="/statistics">{say(STATISTIC.publicTitle)}</Way>
          <Way to="/progress">{say(INTAKE.progress)}</Way>
        </nav>
      </Page>
    </div>
  )
}

function Way({ to, children }: { readonly to: string; readonly children: string }) {
  return (
    <Link to={to}>
      <span>{children}</span>
      <ChevronIcon />
    </Link>
  )
}

/** Where a page that needed a session sent the visitor from. */
function useCameFrom(): { from?: string; realm?: Realm } {
  const state: unknown = useLocation().state
  return typeof state === 'object' && state !== null ? state : {}
}
