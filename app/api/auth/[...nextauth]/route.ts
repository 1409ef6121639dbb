import { currentServices } from "#lib/current-services.ts";
import { handleAuth } from "#lib/web/auth-handler.ts";
import { authSecrets } from "#lib/web/console-secret.ts";

async function handle(request: Request, context: { params: Promise<{ nextauth: string[] }> }): Promise<Response> {
  const services = currentServices();
  return handleAuth(services, authSecrets(services.config), request, (await context.params).nextauth);
}

export { handle as GET, handle as POST };
