import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useNavigate } from 'react-router'
import type { SignInWays } from '../../src/access/activation-contract.js'
import type { Whoami } from '../../src/access/session-contract.js'
import '../security/security.css'
import { SECURITY } from '../security/words.js'
import { ask } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { answerPasskey, canUsePasskeys } from '../shell/passkey.js'
import { useAsk } from '../shell/queries.js'
import { useSession } from '../shell/session.js'

/** 其他登录方式：a passkey where this browser can, and each platform that is configured. */
export function OtherWays({ to }: { readonly to: string }) {
  const { say } = useLanguage()
  const { entered } = useSession()
  const navigate = useNavigate()
  const ways = useAsk<SignInWays>('/api/sign-in-ways')
  const passkey = useMutation({
    mutationFn: async () => {
      const answer = await answerPasskey('/api/passkeys/sign-in/options')
      if (answer === undefined) return
      entered(await ask<Whoami>('/api/passkeys/sign-in', { method: 'POST', body: { passkey: answer } }))
      await navigate(to, { replace: true })
    },
  })
  const platform = useMutation({
    mutationFn: async (provider: string) => {
      const { url } = await ask<{ url: string }>('/api/oidc/start', { method: 'POST', body: { provider } })
      location.assign(url)
    },
  })
  const platforms = ways.data?.platforms ?? []
  if (!canUsePasskeys() && platforms.length === 0) return null
  return (
    <div className="other-ways">
      <p className="other-ways-or">{say(SECURITY.or)}</p>
      <FormProblem error={passkey.error ?? platform.error} />
      {canUsePasskeys() && (
        <Button size="large" block loading={passkey.isPending} onClick={() => passkey.mutate()}>
          {say(SECURITY.usePasskey)}
        </Button>
      )}
      {platforms.map(({ id, zh, en }) => (
        <Button key={id} size="large" block loading={platform.isPending} onClick={() => platform.mutate(id)}>
          {say(SECURITY.byPlatform, { name: say({ zh, en }) })}
        </Button>
      ))}
    </div>
  )
}
