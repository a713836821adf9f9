import { useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { OwnList } from './own-list.js'
import { OwnRights } from './own-rights.js'
import { OBJECTION } from './words.js'

/** 我的异议与权利。 */
export function CitizenObjectionsPage() {
  const { say } = useLanguage()
  return (
    <Page title={say(OBJECTION.mine)} lead={say(OBJECTION.mineLead)}>
      <Section title={say(OBJECTION.list)}>
        <OwnList base="/api/me/objections" />
      </Section>
      <OwnRights />
    </Page>
  )
}
