import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import type { SecurityView } from '../../src/access/security-contract.js'
import { useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'
import { Passkeys } from './passkeys.js'
import { PasswordSection, QuerySection } from './passwords.js'
import { Platforms } from './platforms.js'
import './security.css'
import { Notices, Sessions } from './sessions.js'
import { TotpSection } from './totp-section.js'
import { SECURITY } from './words.js'

export const SECURITY_PATH = '/api/security'

/** 安全设置。 */
export function SecurityPage() {
  const { say } = useLanguage()
  const queries = useQueryClient()
  const answer = useAsk<SecurityView>(SECURITY_PATH)
  const again = () => void queries.invalidateQueries({ queryKey: [SECURITY_PATH] })
  return (
    <App component={false}>
      <Page title={say(SECURITY.title)} lead={say(SECURITY.lead)}>
        <Answer of={answer} rows={8}>
          {(view) => (
            <div className="security">
              <Passkeys view={view} again={again} />
              <PasswordSection view={view} again={again} />
              <TotpSection view={view} again={again} />
              <QuerySection view={view} again={again} />
              {view.platforms.length > 0 && <Platforms view={view} again={again} />}
              <Sessions view={view} again={again} />
              <Notices view={view} />
            </div>
          )}
        </Answer>
      </Page>
    </App>
  )
}
