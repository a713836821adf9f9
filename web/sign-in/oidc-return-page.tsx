import { useEffect, useRef, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import type { OidcFinished } from '../../src/access/security-contract.js'
import { SECURITY } from '../security/words.js'
import { ask } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'
import { useSession } from '../shell/session.js'
import { Loading } from '../shell/states.js'

/** 从身份平台回来：what it sent back is handed on once, and taken out of the address. */
export function OidcReturnPage() {
  const { say } = useLanguage()
  const { entered } = useSession()
  const navigate = useNavigate()
  const [error, setError] = useState<unknown>()
  const sent = useRef(false)
  useEffect(() => {
    if (sent.current) return
    sent.current = true
    const { search } = location
    history.replaceState(null, '', '/oidc/return')
    ask<OidcFinished>('/api/oidc/finish', { method: 'POST', body: { search: search === '' ? '?' : search } })
      .then(({ who }) => {
        if (who !== undefined) entered(who)
        return navigate(who === undefined ? '/security' : '/record', { replace: true })
      })
      .catch(setError)
  }, [entered, navigate])
  if (error === undefined) return <Loading />
  return (
    <div className="welcome">
      <Page title={say(SECURITY.returnFailed)}>
        <FormProblem error={error} />
        <p>
          <Link to="/sign-in">{say(SECURITY.backToSignIn)}</Link>
        </p>
      </Page>
    </div>
  )
}
