/**
 * `npm start -- --host` serves other machines, by https with a certificate that this machine signs for itself: browsers offer
 * WebGPU, files and service workers to secure addresses only. Without --host, localhost is secure as it is.
 */

function isHosted(args) {
  return args.some((arg) => arg === '--host' || arg.startsWith('--host='));
}

/** A plugin, or nothing; the certificate lies in node_modules/.vite and lasts a month. */
export async function classroomCertificate(args) {
  if (!isHosted(args)) return undefined;
  const { default: basicSsl } = await import('@vitejs/plugin-basic-ssl');
  return basicSsl({ name: 'Kizu' });
}
