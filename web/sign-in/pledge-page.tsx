import { useMutation } from '@tanstack/react-query'
import { Button, Form } from 'antd'
import { PLEDGE_PATHS, type PledgeAnswer, type PledgeBody } from '../../src/access/pledge-contract.js'
import type { Whoami } from '../../src/access/session-contract.js'
import { ask, type Problem } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { useSession } from '../shell/session.js'
import { Answer } from '../shell/states.js'
import { PledgeFields, type PledgeValues } from './pledge-fields.js'
import { PLEDGE } from './pledge-words.js'

/** 登录之后、办理之前：the pledge in force, to be signed by whoever has not. Nothing else opens. */
export function PledgePage() {
  const { say } = useLanguage()
  const { entered, signOut } = useSession()
  const text = useAsk<PledgeAnswer>(PLEDGE_PATHS.shown)
  const signing = useMutation<Whoami, Problem, PledgeBody>({
    mutationFn: (body) => ask(PLEDGE_PATHS.signed, { method: 'POST', body }),
    onSuccess: entered,
    onError: () => void text.refetch(),
  })
  return (
    <div className="welcome">
      <Page title={say(PLEDGE.dueTitle)} lead={say(PLEDGE.dueLead)}>
        <Answer of={text} rows={6}>
          {(found) => (
            <Form<PledgeValues>
              className="card activation"
              layout="vertical"
              requiredMark={false}
              name="pledge"
              onFinish={({ signedName = '' }) => signing.mutate({ digest: found.digest, name: signedName.trim() })}
            >
              <PledgeFields text={found} />
              <FormProblem error={signing.error} />
              <Button type="primary" htmlType="submit" size="large" block loading={signing.isPending}>
                {say(PLEDGE.sign)}
              </Button>
              <p className="pledge-later">
                <Button onClick={() => void signOut()}>{say(PLEDGE.signOut)}</Button>
              </p>
            </Form>
          )}
        </Answer>
      </Page>
    </div>
  )
}
