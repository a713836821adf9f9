import { ProveDialog } from '../security/prove-dialog.js'
import { useLanguage } from '../shell/language.js'
import { ACTING_PATHS } from './paths.js'
import { useSwitch } from './switch.js'
import { ACTING } from './words.js'

/** 协助结束：by the person, with what the helper has not. */
export function EndHelp({ onClose }: { readonly onClose: () => void }) {
  const { say } = useLanguage()
  const end = useSwitch(ACTING_PATHS.endHelp)
  return (
    <ProveDialog
      title={say(ACTING.endHelp)}
      hasPassword
      hasPasskey
      options={ACTING_PATHS.endHelpPasskey}
      onClose={onClose}
      onProof={(proof) => end.mutateAsync({ proof })}
    >
      <p>{say(ACTING.endHelpSays)}</p>
    </ProveDialog>
  )
}
