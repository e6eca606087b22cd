import{A as e,D as i}from"./chunk-3TDWSI35.js";function t(){return e(i,{children:"This screen is being built."})}export{t as default};
