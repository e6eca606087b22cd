import{A as i,D as e}from"./chunk-3TDWSI35.js";function t(){return i(e,{children:"This screen is being built."})}export{t as default};
