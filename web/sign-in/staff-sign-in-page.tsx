import { Link, Navigate } from 'react-router'
import { useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'
import { useSession } from '../shell/session.js'
import { SignInForm } from './sign-in-form.js'
import { SIGN_IN } from './words.js'

/** 工作人员的登录页。 */
export function StaffSignInPage() {
  const { say } = useLanguage()
  const { who } = useSession()
  if (who) return <Navigate to="/" replace />
  return (
    <div className="welcome">
      <Page title={say(SIGN_IN.staffTitle)} lead={say(SIGN_IN.staffLead)}>
        <div className="card welcome-card">
          <SignInForm realm="staff" to="/" />
        </div>
        <nav className="welcome-ways">
          <Link to="/activate">{say(SIGN_IN.firstTime)}</Link>
        </nav>
      </Page>
    </div>
  )
}
